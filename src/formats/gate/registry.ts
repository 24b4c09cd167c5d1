import { archiveBombsCheck } from './checks/archive-bombs.ts';
import { archivesCheck } from './checks/archives.ts';
import { eicarCheck } from './checks/eicar.ts';
import { entitiesCheck } from './checks/entities.ts';
import { executablesCheck } from './checks/executables.ts';
import { formatCheck } from './checks/format.ts';
import { formulasCheck } from './checks/formulas.ts';
import { macrosCheck } from './checks/macros.ts';
import { nameDateCheck } from './checks/name-date.ts';
import { nameCheck } from './checks/name.ts';
import { polyglotsCheck } from './checks/polyglots.ts';
import { scriptsCheck } from './checks/scripts.ts';
import { secretsCheck } from './checks/secrets.ts';
import { sizeCheck } from './checks/size.ts';
import type { GateCheck } from './gate-check.ts';

/** The checks that both depths make, in the order of their findings. A new one is a file in checks/ and a line here. */
export const CHECKS: readonly GateCheck[] = [
  sizeCheck,
  nameCheck,
  nameDateCheck,
  formatCheck,
  executablesCheck,
  scriptsCheck,
  archivesCheck,
  archiveBombsCheck,
  eicarCheck,
  macrosCheck,
  polyglotsCheck,
  entitiesCheck,
  formulasCheck,
  secretsCheck,
];
