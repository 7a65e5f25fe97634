/** How far a project can come, and the ways between: the funnel of scaling up. */
import { ProjectStage } from './programmes.enums.js';

const { PILOT, CANDIDATE, SCALED_UP, STOPPED } = ProjectStage;

/** One step at a time; what was given up is not taken up again, but begun anew as another project. */
export const TRANSITIONS: Readonly<Record<ProjectStage, readonly ProjectStage[]>> = {
  IDEA: [PILOT, STOPPED],
  PILOT: [CANDIDATE, STOPPED],
  CANDIDATE: [SCALED_UP, STOPPED],
  SCALED_UP: [STOPPED],
  STOPPED: [],
};

/** What is held of how far a project is. */
export interface HeldStage {
  readonly stage: ProjectStage;
  /** Whether it was seen in a source, or said by someone who may. */
  readonly isVerified: boolean;
}

/** The stages that may be said next. Where nothing is established, whatever it is may be: that is no step, but the first word on it. */
export const nextStages = (held: HeldStage | undefined): readonly ProjectStage[] =>
  held?.isVerified === true ? TRANSITIONS[held.stage] : Object.values(ProjectStage);
