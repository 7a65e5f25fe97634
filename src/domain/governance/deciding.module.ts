import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { StandardsModule } from '../standards/standards.module.js';
import { AdviceEditor } from './advice.editor.js';
import './advice.projection.js';
import { BodiesEditor } from './bodies.editor.js';
import { BodiesModule } from './bodies.module.js';
import './bodies.projection.js';
import { DecidingEditor } from './deciding.editor.js';
import './deciding.projection.js';
import { DecidingResolver } from './deciding.resolver.js';
import { DecisionEffects } from './decision.effects.js';
import { DecisionTaking } from './decision.taking.js';
import { DecisionUndoing } from './decision.undoing.js';

@Module({
  imports: [BodiesModule, DecisionsModule, StandardsModule],
  providers: [
    AdviceEditor,
    BodiesEditor,
    DecidingEditor,
    DecidingResolver,
    DecisionEffects,
    DecisionTaking,
    DecisionUndoing,
  ],
})
export class DecidingModule {}
