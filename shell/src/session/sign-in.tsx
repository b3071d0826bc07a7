/** The way in: without a cookie the page asks for the one-time token that the command line prints. */
import { type FormEvent, useState } from 'react';
import { Logo } from '../desktop/logo.tsx';
import type { Api } from '../services/api.ts';
import { Button, TextField } from '../ui/controls.tsx';
import { tokenIn } from './sign-in-token.ts';

export interface SignInProps {
  readonly api: Api;
  /** Why the token from the address did not work. */
  readonly refused: string | undefined;
  onSignedIn(): void;
}

export function SignIn({ api, refused, onSignedIn }: SignInProps) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState(refused);
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault();
    const token = tokenIn(text);
    if (token.length < 16) {
      setFailure('Paste the whole token or the address that the command printed.');
      return;
    }
    setBusy(true);
    const answered = await api.signIn(token);
    setBusy(false);
    if (answered.ok) onSignedIn();
    else setFailure(refusalText(answered.error.status, answered.error.message));
  }

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void signIn(event)}>
        <span className="about-mark">
          <Logo size={34} />
        </span>
        <h1 className="sign-in-title">Sign in to AgentOS</h1>
        <p className="dialog-text">Each sign-in takes a token that works once. To get one, run on this computer:</p>
        <pre className="sign-in-command">
          <code>./agentos token</code>
        </pre>
        <p className="dialog-text">Then open the address that it prints, or paste the token here.</p>
        <TextField
          label="Token"
          value={text}
          error={failure}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          onChange={(event) => {
            setText(event.target.value);
            setFailure(undefined);
          }}
        />
        <Button type="submit" variant="primary" className="sign-in-button" disabled={busy || text.trim() === ''}>
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </main>
  );
}

export function refusalText(status: number, message: string): string {
  if (status === 401 || status === 403)
    return 'This token is used up, too old or not right. Run “./agentos token” for another.';
  return message;
}
