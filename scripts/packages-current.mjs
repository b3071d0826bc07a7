/**
 * Exit code 0 when node_modules holds what package-lock.json asks for, 1 when not. Runs on the host's Node, before the pinned
 * one is there; npm writes what it installed to node_modules/.package-lock.json.
 */
import { readFileSync } from 'node:fs';

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

const wanted = read('package-lock.json');
const installed = read('node_modules/.package-lock.json');

const differs = Object.entries(wanted).some(([path, entry]) => {
  if (!path.includes('node_modules/')) return false;
  const found = installed[path];
  // Packages for other systems are optional, and rightly missing.
  if (found === undefined) return entry.optional !== true && entry.devOptional !== true;
  return found.version !== entry.version || found.integrity !== entry.integrity || found.resolved !== entry.resolved;
});
const leftover = Object.keys(installed).some((path) => path.includes('node_modules/') && wanted[path] === undefined);
process.exitCode = differs || leftover || Object.keys(installed).length === 0 ? 1 : 0;
