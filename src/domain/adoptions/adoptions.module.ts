import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import './adoption-change.projection.js';
import './adoptions.lists.js';
import './adoptions.projection.js';
import './adoptions.software.js';
import './obligations.projection.js';
import './proposals.projection.js';
import { AdoptionsEditor } from './adoptions.editor.js';
import { AdoptionsResolver } from './adoptions.resolver.js';
import { MergersResolver } from './mergers.resolver.js';
import { ProposalAnswers } from './proposal.answers.js';
import { ProposalsResolver } from './proposals.resolver.js';
import { Proposals } from './proposals.service.js';
import { SignOff } from './sign-off.js';

@Module({
  imports: [OrganisationsModule],
  providers: [
    AdoptionsEditor,
    AdoptionsResolver,
    MergersResolver,
    Proposals,
    ProposalAnswers,
    SignOff,
    ProposalsResolver,
  ],
  exports: [AdoptionsEditor],
})
export class AdoptionsModule {}
