import { Module } from '@nestjs/common';
import './agenda.projection.js';
import { AssessmentModule } from './assessment.module.js';
import { DecidingModule } from './deciding.module.js';
import './meeting.projection.js';
import { MeetingsEditor } from './meetings.editor.js';
import { MeetingsResolver } from './meetings.resolver.js';
import { ProposalsModule } from './proposals.module.js';

@Module({
  imports: [AssessmentModule, DecidingModule, ProposalsModule],
  providers: [MeetingsEditor, MeetingsResolver],
})
export class GovernanceModule {}
