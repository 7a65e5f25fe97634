import { Module } from '@nestjs/common';
import { AdviceEditor } from './advice.editor.js';
import './advice.projection.js';
import { AssessmentModule } from './assessment.module.js';
import { BodiesEditor } from './bodies.editor.js';
import { BodiesModule } from './bodies.module.js';
import './bodies.projection.js';
import { DecidingResolver } from './deciding.resolver.js';
import './meeting.projection.js';
import { MeetingsEditor } from './meetings.editor.js';
import { MeetingsResolver } from './meetings.resolver.js';
import './proposal.projection.js';

@Module({
  imports: [AssessmentModule, BodiesModule],
  providers: [AdviceEditor, BodiesEditor, DecidingResolver, MeetingsEditor, MeetingsResolver],
})
export class GovernanceModule {}
