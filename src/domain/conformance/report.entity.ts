import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/graphql/node.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { Language } from '../standards/standards.inputs.js';
import { GibitOutcome } from './gibit.enums.js';

export enum ReportFileFormat {
  JSON = 'JSON',
  PDF = 'PDF',
  XLSX = 'XLSX',
}
registerEnumType(ReportFileFormat, {
  name: 'ReportFileFormat',
  description: 'In what form a conformance report can be had. (Bestandsformaat)',
  valuesMap: {
    JSON: { description: 'For machines, and signed: it vouches for the others too. (JSON)' },
    PDF: { description: 'To read and to print. (PDF)' },
    XLSX: { description: 'For spreadsheet programs. (Excel)' },
  },
});

@ObjectType({
  implements: () => Node,
  description:
    'What the register answered to a check, frozen and signed, to hand over to others. Whoever has its address can read it. (Conformiteitsrapport)',
})
@Entity('conformance_report')
export class ConformanceReport extends Node {
  @Column('text')
  productVersionId: string;

  @Column('text')
  termsId: string;

  @Column('text')
  normSetId: string;

  @Field(() => DateScalar, { description: 'The day of the contract. (Contractdatum)' })
  @Column('date')
  contractDate: string;

  @Field(() => DateScalar, { description: 'The day whose declarations were looked at. (Peildatum)' })
  @Column('date')
  asOf: string;

  @Field(() => DateTimeScalar, { description: 'What the register held then is what it says. (Bekend op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  knownAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was issued. (Opgemaakt op)' })
  @Column({ type: 'timestamptz', precision: 3 })
  issuedAt: Date;

  @Field(() => Language, { description: 'The language of its files. (Taal)' })
  @Column('text')
  language: Language;

  @Field(() => GibitOutcome, { description: 'What came of the check. (Uitkomst)' })
  @Column('text')
  outcome: GibitOutcome;

  @Field(() => String, {
    description: 'The checksum of what it says, as printed in its files: 64 hexadecimal digits. (SHA-256)',
  })
  @Column('text')
  sha256: string;
}

@ObjectType({ description: 'A report as a file; the same bytes for as long as the register lives. (Bestand)' })
@Entity('conformance_report_file')
export class ConformanceReportFile {
  @PrimaryColumn('text')
  reportId: string;

  @Field(() => ReportFileFormat, { description: 'In what form. (Formaat)' })
  @PrimaryColumn('text')
  format: ReportFileFormat;

  @Field(() => String, { description: 'Its checksum, 64 hexadecimal digits. (SHA-256)' })
  @Column('text')
  sha256: string;

  @Column('bytea')
  bytes: Buffer;

  @Column({ type: 'integer', generatedType: 'STORED', asExpression: 'octet_length(bytes)' })
  size: number;
}
