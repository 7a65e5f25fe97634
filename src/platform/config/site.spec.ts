import { describe, expect, test } from '@jest/globals';
import { loadSettings } from './settings.js';
import { Site } from './site.js';

const siteAt = (environment: Record<string, string>) => new Site(loadSettings(environment));

describe('The address of the site', () => {
  test('is where the service listens, known once it does', () => {
    const site = siteAt({ PORT: '0' });
    expect(site.listensOn(41234)).toBe('http://127.0.0.1:41234');
    expect(site.url).toBe('http://127.0.0.1:41234');
  });

  test('is the public one where that is set, whatever the service listens on', () => {
    const site = siteAt({ PUBLIC_URL: 'https://standaarden.example.nl/', HOST: '0.0.0.0' });
    expect(site.listensOn(4000)).toBe('http://localhost:4000');
    expect(site.url).toBe('https://standaarden.example.nl');
    expect(site.local).toBe('http://localhost:4000');
  });

  test('puts an IPv6 address between brackets', () => {
    expect(siteAt({ HOST: '::1', PORT: '4100' }).url).toBe('http://[::1]:4100');
  });
});
