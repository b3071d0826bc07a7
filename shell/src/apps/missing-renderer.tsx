/** Stands where a part of the shell was not built. */
import { Package } from 'lucide-react';
import { EmptyState } from '../ui/controls.tsx';

export function MissingRenderer({ what }: { what: string }) {
  return (
    <EmptyState icon={<Package size={28} strokeWidth={1.5} />} title="This part is not installed">
      The shell was built without “{what}”.
    </EmptyState>
  );
}
