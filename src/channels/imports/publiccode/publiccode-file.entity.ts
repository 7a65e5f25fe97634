import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A publiccode.yml as it was read; appended, never changed. It names persons, so the API does not show it. */
@Entity('publiccode_file')
export class PubliccodeFile {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { nullable: true })
  componentId?: string;

  /** As it was found below what was given to the import. */
  @Column('text')
  name: string;

  @Column('text')
  sha256: string;

  @Column('bytea')
  content: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  readAt: Date;
}
