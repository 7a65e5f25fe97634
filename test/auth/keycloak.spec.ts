import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { projectRoot } from '../../src/platform/config/project-root.js';
import { loadSettings } from '../../src/platform/config/settings.js';

interface Mapper {
  readonly protocolMapper: string;
  readonly config: Record<string, string>;
}

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const realm = JSON.parse(read('deploy/keycloak/realm.json')) as {
  realm: string;
  clients: { clientId: string; publicClient: boolean; directAccessGrantsEnabled: boolean; protocolMappers: Mapper[] }[];
};
const compose = parse(read('docker-compose.yml')) as {
  services: Record<'service' | 'keycloak', { environment: Record<string, string>; ports: string[] }>;
};

/** The value of a variable of docker compose when nobody sets it. */
const untouched = (value: string): string => value.replace(/\$\{\w+:?-([^}]*)\}/g, '$1');
const environment = Object.fromEntries(
  Object.entries(compose.services.service.environment).map(([name, value]) => [name, untouched(value)]),
);

describe('The Keycloak beside the service', () => {
  test('is the one whose tokens the service takes, with settings that it accepts', () => {
    const { identity } = loadSettings(environment);
    expect(identity?.issuer).toBe(`${compose.services.keycloak.environment['KC_HOSTNAME']}/realms/${realm.realm}`);
    expect(identity?.jwksUrl).toBe(`http://keycloak:8080/realms/${realm.realm}/protocol/openid-connect/certs`);
  });

  test('gives every client tokens for this register', () => {
    expect(realm.clients).toHaveLength(2);
    for (const { protocolMappers } of realm.clients) {
      const audiences = protocolMappers.filter(({ protocolMapper }) => protocolMapper === 'oidc-audience-mapper');
      expect(audiences.map(({ config }) => config['included.custom.audience'])).toEqual([environment['OIDC_AUDIENCE']]);
    }
  });

  test('lets no client have the password of a person', () => {
    for (const { directAccessGrantsEnabled } of realm.clients) expect(directAccessGrantsEnabled).toBe(false);
  });

  test('names the organisation of a machine by its OIN', () => {
    const machine = realm.clients.find(({ publicClient }) => !publicClient)!;
    const { config } = machine.protocolMappers.find(
      ({ protocolMapper }) => protocolMapper === 'oidc-hardcoded-claim-mapper',
    )!;
    expect(config['claim.name']).toBe('oin');
    expect(config['claim.value']).toMatch(/^\d{20}$/);
  });

  test('is reached from this machine only, and holds no password in its file', () => {
    for (const { ports } of Object.values(compose.services).filter((each) => 'ports' in each)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    const secrets = [...read('deploy/keycloak/realm.json').matchAll(/"(?:secret|value)": "([^"]*)"/g)];
    expect(secrets.map(([, value]) => value)).toEqual(['${KEYCLOAK_CLIENT_SECRET}', '${KEYCLOAK_USER_PASSWORD}']);
  });
});
