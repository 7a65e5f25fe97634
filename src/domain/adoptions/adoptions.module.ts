import { Module } from '@nestjs/common';
import './adoptions.projection.js';
import { AdoptionsEditor } from './adoptions.editor.js';
import { AdoptionsResolver } from './adoptions.resolver.js';

@Module({
  providers: [AdoptionsEditor, AdoptionsResolver],
  exports: [AdoptionsEditor],
})
export class AdoptionsModule {}
