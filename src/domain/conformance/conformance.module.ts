import { Module } from '@nestjs/common';
import './declarations.projection.js';
import './comparison.projection.js';
import './gibit.projection.js';
import './products.projection.js';
import { ConformanceResolver } from './conformance.resolver.js';
import { DeclarationTransitions } from './declaration.transitions.js';
import { DeclarationsEditor } from './declarations.editor.js';
import { ProductUseAnswersResolver } from './product-use-answers.resolver.js';
import { ProductUseAnswers } from './product-use-answers.service.js';
import { SoftwareInUse } from './software-in-use.js';

@Module({
  providers: [
    DeclarationsEditor,
    DeclarationTransitions,
    SoftwareInUse,
    ProductUseAnswers,
    ConformanceResolver,
    ProductUseAnswersResolver,
  ],
})
export class ConformanceModule {}
