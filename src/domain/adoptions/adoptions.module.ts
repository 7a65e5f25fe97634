import { Module } from '@nestjs/common';
import './adoption-change.projection.js';
import './adoptions.lists.js';
import './adoptions.projection.js';
import './obligations.projection.js';
import { AdoptionsEditor } from './adoptions.editor.js';
import { AdoptionsResolver } from './adoptions.resolver.js';

@Module({
  providers: [AdoptionsEditor, AdoptionsResolver],
  exports: [AdoptionsEditor],
})
export class AdoptionsModule {}
