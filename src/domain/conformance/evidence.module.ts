import { Module } from '@nestjs/common';
import './evidence.projection.js';
import { EvidenceEditor } from './evidence.editor.js';
import { EvidenceResolver } from './evidence.resolver.js';

/** What declarations rest on: a module of its own, for reports also come in as files. */
@Module({ providers: [EvidenceEditor, EvidenceResolver], exports: [EvidenceEditor] })
export class EvidenceModule {}
