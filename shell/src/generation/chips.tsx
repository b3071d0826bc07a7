/** Requests to choose from. */
export function Chips({
  label,
  options,
  choose,
}: {
  label: string;
  options: readonly string[];
  choose(option: string): void;
}) {
  return (
    <ul className="make-chips" aria-label={label}>
      {options.map((option) => (
        <li key={option}>
          <button type="button" className="make-chip" onClick={() => choose(option)}>
            {option}
          </button>
        </li>
      ))}
    </ul>
  );
}
