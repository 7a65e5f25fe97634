import { Module, type OnModuleInit, UnsupportedMediaTypeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { EvidenceModule } from '../../../domain/conformance/evidence.module.js';
import { Admission } from '../admission.js';
import { EvidenceController } from './evidence.controller.js';

const MEDIA_TYPES = ['application/xml', 'text/xml', 'application/json', 'application/octet-stream'];
const ADDRESS = /^\/declarations\/[^/?]+\/evidence(?:\?|$)/;

/** Reports of machines over HTTP. */
@Module({ imports: [EvidenceModule], controllers: [EvidenceController], providers: [Admission] })
export class EvidenceImportsModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** The body is left as it comes: it is read as a stream, by its own limit. Other addresses take none of these. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const type of MEDIA_TYPES.filter((each) => !fastify.hasContentTypeParser(each))) {
      fastify.addContentTypeParser(type, (request, _body, done) => {
        if (ADDRESS.test(request.url)) done(null);
        else done(new UnsupportedMediaTypeException(`This address takes no ${type}.`));
      });
    }
  }
}
