import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { Admission } from '../admission.js';
import { AdoptionImport } from './adoption-import.js';
import { ImportController, MEDIA_TYPES } from './import.controller.js';
import { Uploads } from './uploads.js';

/** Files of reports over HTTP. */
@Module({ controllers: [ImportController], providers: [Admission, AdoptionImport, Uploads] })
export class AdoptionImportsModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** The body of these is left as it comes: it is read as a stream, by its own limit. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const types = [...Object.values(MEDIA_TYPES).map((type) => type.replace(/;.*/, '')), 'application/octet-stream'];
    fastify.addContentTypeParser(types, (_request, _body, done) => done(null));
  }
}
