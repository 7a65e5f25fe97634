import { Module } from '@nestjs/common';
import './proposal.projection.js';
import { ProposalSupporters } from './proposal.support.js';
import { ProposalTransitions } from './proposal.transitions.js';
import { ProposalsEditor } from './proposals.editor.js';
import { ProposalsResolver } from './proposals.resolver.js';

@Module({ providers: [ProposalsEditor, ProposalsResolver, ProposalSupporters, ProposalTransitions] })
export class ProposalsModule {}
