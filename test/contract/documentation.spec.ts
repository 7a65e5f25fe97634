import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, LoneAnonymousOperationRule, parse, specifiedRules, validate } from 'graphql';
import { projectRoot } from '../../src/platform/config/project-root.js';

const contract = buildSchema(readFileSync(join(projectRoot, 'schema.graphql'), 'utf8'));
/** A page may print more calls than one in a block. */
const RULES = specifiedRules.filter((rule) => rule !== LoneAnonymousOperationRule);

const inFolder = (...folder: string[]) =>
  readdirSync(join(projectRoot, ...folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(projectRoot, ...folder, name));
const PAGES = [...inFolder(), ...inFolder('docs'), ...inFolder('docs', 'adr'), join(projectRoot, 'data/README.md')];
const pages = PAGES.map((path) => ({ path, name: relative(projectRoot, path), text: readFileSync(path, 'utf8') }));

describe('What the documentation prints', () => {
  test('is in the contract: every question and change can be asked as it stands there', () => {
    const calls = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/^```graphql\n([\s\S]*?)^```/gm)].map(([, call = '']) => ({ name, call })),
    );
    expect(calls.length).toBeGreaterThan(40);
    const wrong = calls.flatMap(({ name, call }) =>
      validate(contract, parse(call), RULES).map(({ message }) => `${name}: ${message}`),
    );
    expect(wrong).toEqual([]);
  });

  test('leads to pages and files that are there', () => {
    const links = pages.flatMap(({ path, name, text }) =>
      [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, to = '']) => ({ path, name, to })),
    );
    expect(links.length).toBeGreaterThan(200);
    expect(
      links.filter(({ path, to }) => !existsSync(join(dirname(path), to))).map(({ name, to }) => `${name}: ${to}`),
    ).toEqual([]);
  });

  test('lists every page, and every decision once, in the order of their numbers', () => {
    const index = pages.find(({ name }) => name === join('docs', 'README.md'))!.text;
    const listed = [...index.matchAll(/^\| \[\d{4}\]\(adr\/([^)]+)\)/gm)].map(([, name]) => name);
    const decisions = inFolder('docs', 'adr').map((path) => relative(join(projectRoot, 'docs', 'adr'), path));
    expect(listed).toEqual(decisions.filter((name) => /^\d{4}-/.test(name)).sort());
    const unlisted = inFolder('docs').map((path) => relative(join(projectRoot, 'docs'), path));
    expect(unlisted.filter((name) => name !== 'README.md' && !index.includes(`](${name})`))).toEqual([]);
  });
});
