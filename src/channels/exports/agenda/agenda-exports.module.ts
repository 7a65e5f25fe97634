import { Module } from '@nestjs/common';
import { AgendaController } from './agenda.controller.js';
import { AgendaPacks } from './agenda-packs.js';

/** Papers for the meetings of bodies. */
@Module({ controllers: [AgendaController], providers: [AgendaPacks] })
export class AgendaExportsModule {}
