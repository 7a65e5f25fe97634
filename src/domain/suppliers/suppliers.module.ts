import { Module } from '@nestjs/common';
import './product-use.projection.js';
import './suppliers.projection.js';
import { SuppliersEditor } from './suppliers.editor.js';
import { SuppliersResolver } from './suppliers.resolver.js';

@Module({ providers: [SuppliersEditor, SuppliersResolver] })
export class SuppliersModule {}
