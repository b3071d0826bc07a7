/** What of the events is wanted. */
import { Pause, Play, Search, X } from 'lucide-react';
import { categories, severities } from '../data/events.ts';
import type { ProcessName } from '../data/monitor-client.ts';
import { everything, isCategory, isFiltered, isSeverity, type Wanted } from './filter.ts';

export interface FilterBarProps {
  readonly wanted: Wanted;
  onWanted(wanted: Wanted): void;
  readonly processes: readonly ProcessName[];
  /** Absent where nothing runs on. */
  readonly paused?: boolean;
  onPaused?(paused: boolean): void;
}

const windows = [
  { minutes: 0, label: 'All that is kept' },
  { minutes: 1, label: 'Last minute' },
  { minutes: 5, label: 'Last 5 minutes' },
  { minutes: 15, label: 'Last 15 minutes' },
  { minutes: 60, label: 'Last hour' },
];

export function FilterBar({ wanted, onWanted, processes, paused, onPaused }: FilterBarProps) {
  return (
    <div className="bar" role="toolbar" aria-label="Filter">
      <span className="field search">
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <input
          className="os-input"
          type="search"
          aria-label="Text"
          placeholder="Find text"
          maxLength={200}
          spellCheck={false}
          value={wanted.text}
          onChange={(event) => onWanted({ ...wanted, text: event.target.value })}
        />
      </span>
      <select
        className="os-input"
        aria-label="Category"
        value={wanted.category}
        onChange={({ target }) => onWanted({ ...wanted, category: isCategory(target.value) ? target.value : 'all' })}
      >
        <option value="all">All categories</option>
        {categories.map((category) => (
          <option key={category} value={category}>
            {category === 'ai' ? 'AI' : category === 'ipc' ? 'IPC' : capital(category)}
          </option>
        ))}
      </select>
      <select
        className="os-input"
        aria-label="Severity"
        value={wanted.severity}
        onChange={({ target }) => onWanted({ ...wanted, severity: isSeverity(target.value) ? target.value : 'debug' })}
      >
        {severities.map((severity) => (
          <option key={severity} value={severity}>
            {severity === 'debug' ? 'Any severity' : `${capital(severity)} and worse`}
          </option>
        ))}
      </select>
      <select
        className="os-input"
        aria-label="Process"
        value={wanted.pid}
        onChange={({ target }) =>
          onWanted({ ...wanted, pid: target.value === 'all' ? 'all' : Number.parseInt(target.value, 10) })
        }
      >
        <option value="all">All processes</option>
        {processes.map(({ pid, name }) => (
          <option key={pid} value={pid}>
            {`${name} (${pid})`}
          </option>
        ))}
      </select>
      <select
        className="os-input"
        aria-label="Time"
        value={wanted.minutes}
        onChange={({ target }) => onWanted({ ...wanted, minutes: Number.parseInt(target.value, 10) })}
      >
        {windows.map(({ minutes, label }) => (
          <option key={minutes} value={minutes}>
            {label}
          </option>
        ))}
      </select>
      {isFiltered(wanted) && (
        <button
          type="button"
          className="os-button"
          data-kind="quiet"
          onClick={() => onWanted({ ...everything, own: wanted.own })}
        >
          <X size={14} strokeWidth={1.75} aria-hidden="true" />
          Clear
        </button>
      )}
      <span className="bar-gap" />
      <label className="check" title="Also what this window causes by looking">
        <input
          type="checkbox"
          checked={wanted.own}
          onChange={({ target }) => onWanted({ ...wanted, own: target.checked })}
        />
        Own
      </label>
      {paused !== undefined && (
        <button type="button" className="os-button" aria-pressed={paused} onClick={() => onPaused?.(!paused)}>
          {paused ? (
            <Play size={14} strokeWidth={1.75} aria-hidden="true" />
          ) : (
            <Pause size={14} strokeWidth={1.75} aria-hidden="true" />
          )}
          {paused ? 'Go on' : 'Pause'}
        </button>
      )}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
