import { Module } from '@nestjs/common';
import './declarations.projection.js';
import './comparison.projection.js';
import './gibit.projection.js';
import './products.projection.js';
import { ConformanceResolver } from './conformance.resolver.js';
import { DeclarationsEditor } from './declarations.editor.js';
import { SoftwareInUse } from './software-in-use.js';

@Module({ providers: [DeclarationsEditor, SoftwareInUse, ConformanceResolver] })
export class ConformanceModule {}
