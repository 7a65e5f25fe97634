import { Module } from '@nestjs/common';
import { AssessmentEditor } from './assessment.editor.js';
import './assessment.projection.js';
import { AssessmentResolver } from './assessment.resolver.js';
import './consultation.projection.js';
import { ConsultationsEditor } from './consultations.editor.js';
import { CriteriaService } from './criteria.service.js';
import { ReactionsEditor } from './reactions.editor.js';

@Module({
  providers: [AssessmentEditor, AssessmentResolver, ConsultationsEditor, CriteriaService, ReactionsEditor],
  exports: [CriteriaService],
})
export class AssessmentModule {}
