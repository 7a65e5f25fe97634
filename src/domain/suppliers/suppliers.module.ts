import { Module } from '@nestjs/common';
import './product-use.projection.js';
import './product-use-proposal.projection.js';
import './suppliers.projection.js';
import { DescriptionsResolver } from './descriptions.resolver.js';
import { ProductUseProposalsResolver } from './product-use-proposals.resolver.js';
import { ProductUseProposals } from './product-use-proposals.service.js';
import { ProductDescriptions } from './products.descriptions.js';
import { SupplierDescriptions } from './suppliers.descriptions.js';
import { SuppliersEditor } from './suppliers.editor.js';
import { SuppliersResolver } from './suppliers.resolver.js';

@Module({
  providers: [
    SuppliersEditor,
    SupplierDescriptions,
    ProductDescriptions,
    DescriptionsResolver,
    SuppliersResolver,
    ProductUseProposals,
    ProductUseProposalsResolver,
  ],
})
export class SuppliersModule {}
