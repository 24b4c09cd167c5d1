import { posix } from 'node:path';
import type { FileDamage } from './files/file-damage.ts';
import { fileDamageOf } from './files/file-damage-of.ts';
import type { Defect } from './schema.ts';

/** Whether a defect is to be done in an object, by the name pattern it may state. */
export function concerns({ file }: Defect, object: string): boolean {
  if (file === undefined) return true;
  const pieces = file.split(/([*?])/).map((piece) => (piece === '*' ? '.*' : piece === '?' ? '.' : escape(piece)));
  return new RegExp(`^${pieces.join('')}$`, 'su').test(posix.basename(object));
}

/** The name of the object once defects that change it are done. */
export function landedName(object: string, defects: readonly Defect[]): string {
  return damages(object, defects).reduce(
    (name, damage) => (damage.target === 'name' ? damage.nameOf(name) : name),
    object,
  );
}

/** That, and the name of a second file where the object is delivered twice. */
export function landedNames(object: string, defects: readonly Defect[]): string[] {
  const landed = landedName(object, defects);
  return [
    landed,
    ...damages(object, defects).flatMap((damage) => (damage.target === 'copy' ? [damage.nameOf(landed)] : [])),
  ];
}

function damages(object: string, defects: readonly Defect[]): FileDamage[] {
  return defects.flatMap((defect) => (concerns(defect, object) ? (fileDamageOf(defect) ?? []) : []));
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
