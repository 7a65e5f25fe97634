import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A register that comes back to a cluster it lived in before begins an epoch there too: transaction numbers did not go on meanwhile. */
export class NumberEpochsByStay1795302100000 implements MigrationInterface {
  name = 'NumberEpochsByStay1795302100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_epoch drop constraint audit_epoch_cluster_key;
      create or replace function begin_epoch() returns integer language sql security definer set search_path = public, pg_temp as $$
        insert into audit_epoch (epoch, cluster)
        select last.epoch + 1, here.system_identifier
        from pg_control_system() here, (select epoch, cluster from audit_epoch order by epoch desc limit 1) last
        where last.cluster <> here.system_identifier on conflict do nothing;
        select current_epoch();
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function begin_epoch() returns integer language sql security definer set search_path = public, pg_temp as $$
        insert into audit_epoch (epoch, cluster) select current_epoch() + 1, system_identifier from pg_control_system() on conflict do nothing;
        select current_epoch();
      $$;
      alter table audit_epoch add constraint audit_epoch_cluster_key unique (cluster);
    `);
  }
}
