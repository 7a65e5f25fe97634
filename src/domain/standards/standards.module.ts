import { Module } from '@nestjs/common';
import './standards.projection.js';
import './versions.projection.js';
import { CorrectionsEditor } from './corrections.editor.js';
import { RelationsEditor } from './relations.editor.js';
import { StagesEditor } from './stages.editor.js';
import { StandardsEditor } from './standards.editor.js';
import { StandardsResolver } from './standards.resolver.js';
import { StandardsService } from './standards.service.js';
import { VersionsEditor } from './versions.editor.js';
import { VersionsResolver } from './versions.resolver.js';
import { VersionsService } from './versions.service.js';

@Module({
  providers: [
    StandardsService,
    VersionsService,
    StandardsEditor,
    VersionsEditor,
    StagesEditor,
    CorrectionsEditor,
    RelationsEditor,
    StandardsResolver,
    VersionsResolver,
  ],
  exports: [StagesEditor, StandardsService, VersionsService],
})
export class StandardsModule {}
