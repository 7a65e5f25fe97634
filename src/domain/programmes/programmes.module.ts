import { Module } from '@nestjs/common';
import { ParticipationsEditor } from './participations.editor.js';
import './participations.projection.js';
import { ProgrammesEditor } from './programmes.editor.js';
import './programmes.projection.js';
import { ProgrammesResolver } from './programmes.resolver.js';
import { ProgrammesService } from './programmes.service.js';
import { ProjectsEditor } from './projects.editor.js';

@Module({
  providers: [ParticipationsEditor, ProgrammesEditor, ProgrammesResolver, ProgrammesService, ProjectsEditor],
  exports: [ProgrammesService],
})
export class ProgrammesModule {}
