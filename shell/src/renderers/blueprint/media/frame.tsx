/**
 * A document in a frame: HTML of a file or of the app's data. It is sanitized to elements and attributes that only show,
 * and put into a frame without scripts, origin or connections; a page of the network is offered as a link instead.
 */
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Fault } from '../node.tsx';
import { fallbackName, flagOf, lengthOf, numberOf, outer, type PartProps, textOf } from '../part.ts';
import { usePort } from '../port.ts';
import { outsideOf, sourceOf, useSource } from '../source.ts';
import { quietDocument } from './quiet-html.ts';

export default function Frame(part: PartProps): ReactNode {
  const { props } = part;
  const named = sourceOf(props);
  const outside = outsideOf(props);
  const [tries, setTries] = useState(0);
  const { blob, fault } = useSource(outside === undefined ? named : '', /^$/, tries);
  const [read, setRead] = useState<{ blob: Blob; text: string } | null>(null);
  usePort(part, { refresh: () => setTries((before) => before + 1) });
  useEffect(() => {
    let gone = false;
    void blob?.text().then((text) => {
      if (!gone) setRead({ blob, text });
    });
    return () => {
      gone = true;
    };
  }, [blob]);
  const title = textOf(props, 'title') ?? textOf(props, 'label') ?? fallbackName(part);
  const html = textOf(props, 'html') ?? (read !== null && read.blob === blob ? read.text : '');
  const { className, ...rest } = outer(part, 'bp-frame');
  const plain = (name: string): boolean => props[name] !== undefined && !flagOf(props, name);
  const look = `${plain('bordered') ? '' : ' bp-bordered'}${plain('rounded') ? ' bp-square' : ''}`;
  const style = {
    width: lengthOf(props, 'width') ?? '100%',
    height: flagOf(props, 'grow') ? undefined : (numberOf(props, 'height') ?? 320),
  };
  if (fault !== undefined) return <Fault texts={[fault]} />;
  if (outside !== undefined) {
    return (
      <div {...rest} className={`${className}${look} bp-frame-outside`}>
        <p>
          {title}
          <span className="bp-text-caption">{new URL(outside).host}</span>
        </p>
        <a className="bp-button bp-button-outline" href={outside} target="_blank" rel="noopener noreferrer">
          <ExternalLink size={16} strokeWidth={1.75} aria-hidden />
          <span>Open in the browser</span>
        </a>
      </div>
    );
  }
  return (
    <iframe
      {...rest}
      className={className + look}
      title={title}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={quietDocument(html)}
      style={style}
    />
  );
}
