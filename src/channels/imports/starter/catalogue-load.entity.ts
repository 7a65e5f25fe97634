import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type LoadReport } from './load-report.js';

/** A load that wrote something; appended, never changed. */
@Entity('catalogue_load')
export class CatalogueLoad {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Which catalogue. */
  @Column('text')
  source: string;

  /** Of the content of all its files. */
  @Column('text')
  sha256: string;

  @Column('jsonb')
  report: LoadReport;

  @Column({ type: 'timestamptz', precision: 3 })
  loadedAt: Date;
}
