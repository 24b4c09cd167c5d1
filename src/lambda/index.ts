export {
  createHandler,
  type BatchResponse,
  type EventResponse,
  type LambdaHandler,
  type LambdaOptions,
} from './create-handler.ts';
export type { ObjectOutcome, OutcomeKind, TriggerRules, TriggerSource } from '../runner/trigger/trigger.ts';
