/** The desktop around the windows, as the tools of one app reach it: messages, notifications, the clipboard, other apps. */

/** A short message in a corner of the desktop. */
export interface Message {
  /** Names it within its app: another of the same key takes its place. */
  readonly key: string;
  readonly kind: 'info' | 'success' | 'warning' | 'error' | 'loading';
  readonly text: string;
  readonly description?: string | undefined;
  /** Milliseconds until it goes; as its kind has it unless told. One that is loading stays. */
  readonly durationMs?: number | undefined;
  /** From 0 to 100: drawn as a bar. */
  readonly percent?: number | undefined;
  readonly action?: { readonly label: string; run(): void } | undefined;
}

/** An app that can be opened. */
export interface InstalledApp {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly icon: string;
  readonly category: string;
}

export type NotificationPermission = 'granted' | 'denied' | 'default' | 'unsupported';

export interface DesktopPorts {
  message(message: Message): void;
  /** Changes a message that is shown; false when there is none of this key. */
  change(key: string, changes: Partial<Omit<Message, 'key'>>): boolean;
  /** Whether one of this key was shown. */
  dismiss(key: string): boolean;
  /** How many of this app were shown. */
  dismissAll(): number;
  /** By the browser while the desktop is out of sight and may notify, else as a message. */
  notify(title: string, text: string): 'browser' | 'desktop';
  /** Lets the browser ask the person. */
  requestNotifications(): Promise<NotificationPermission>;
  /** Resolves when the person has closed the dialog. */
  alert(title: string, text: string): Promise<void>;
  /** @throws when the clipboard cannot be read */
  paste(): Promise<string>;
  /** In order of their names. */
  installed(): Promise<readonly InstalledApp[]>;
}
