/** Text with `format: markdown`, set as elements; loaded with the first document that uses it. */
import { Fragment, type ReactNode, useMemo } from 'react';
import { flagOf, outer, type PartProps, textOf } from '../part.ts';
import { type Block, type Item, readMarkdown, type Span } from './markdown-blocks.ts';

export default function Markdown(part: PartProps): ReactNode {
  const text = textOf(part.props, 'text') ?? '';
  const blocks = useMemo(() => readMarkdown(text), [text]);
  return (
    <div {...outer(part, 'bp-markdown')} role={flagOf(part.props, 'live') ? 'status' : undefined}>
      {drawBlocks(blocks)}
    </div>
  );
}

// Blocks have no names: each is told apart by its place, and drawn anew with the text.
/* biome-ignore-start lint/suspicious/noArrayIndexKey: see above */
function drawBlocks(blocks: readonly Block[]): ReactNode {
  return blocks.map((block, at) => <Fragment key={at}>{drawBlock(block)}</Fragment>);
}

function drawBlock(block: Block): ReactNode {
  switch (block.kind) {
    case 'heading':
      // One level for all headings of a window, as for `text`: a level must not be left out.
      return <h3 className={`bp-text-h${Math.min(block.level, 3)}`}>{drawSpans(block.spans)}</h3>;
    case 'paragraph':
      return <p>{drawSpans(block.spans)}</p>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, with the keyboard too
        <pre className="bp-text-code" tabIndex={0}>
          {block.text}
        </pre>
      );
    case 'rule':
      return <hr className="bp-divider" />;
    case 'quote':
      return <blockquote>{drawBlocks(block.blocks)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{drawItem(item)}</li>);
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, at) => (
                <th key={at}>{drawSpans(cell)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{drawSpans(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function drawItem({ done, spans, blocks }: Item): ReactNode {
  return (
    <>
      {done === undefined ? null : (
        <span role="img" aria-label={done ? 'Done:' : 'To do:'}>
          {done ? '☑ ' : '☐ '}
        </span>
      )}
      {drawSpans(spans)}
      {drawBlocks(blocks)}
    </>
  );
}

function drawSpans(spans: readonly Span[]): ReactNode {
  return spans.map((span, at) => <Fragment key={at}>{drawSpan(span)}</Fragment>);
}

function drawSpan(span: Span): ReactNode {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return <code>{span.text}</code>;
    case 'strong':
      return <strong>{drawSpans(span.spans)}</strong>;
    case 'em':
      return <em>{drawSpans(span.spans)}</em>;
    case 'strike':
      return <s>{drawSpans(span.spans)}</s>;
  }
}
/* biome-ignore-end lint/suspicious/noArrayIndexKey: see above */
