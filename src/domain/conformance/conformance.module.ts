import { Module } from '@nestjs/common';
import './declarations.projection.js';
import './products.projection.js';
import { ConformanceResolver } from './conformance.resolver.js';
import { DeclarationTransitions } from './declaration.transitions.js';
import { DeclarationsEditor } from './declarations.editor.js';
import { SoftwareInUse } from './software-in-use.js';

@Module({ providers: [DeclarationsEditor, DeclarationTransitions, SoftwareInUse, ConformanceResolver] })
export class ConformanceModule {}
