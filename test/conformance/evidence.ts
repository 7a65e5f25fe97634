import { type SignedIn, signIn } from '../support/actors.js';
import { asking, type Asking, doing } from '../support/persona.js';
import { type Register, register } from '../support/register.js';
import { aDeclaration, aProductVersion, aSupplier, organisationOf } from '../suppliers/market.js';

const FIELDS = `kind title url issuedBy issuedOn rulesetVersion sha256 validUntil
  report { format total passed failed warned skipped bytes }`;
/** What every report that is sent is said to be. */
export const ABOUT = 'title=Testrapport&url=https%3A%2F%2Fexample.nl%2Fbuild%2F12';
export const GOOD = '<testsuite><testcase name="a"/></testsuite>';

export const attach = doing('attachEvidence', 'AttachEvidenceInput', `declaration { id state evidence { ${FIELDS} } }`);

export interface Sent {
  readonly status: number;
  readonly body: any;
}
interface Sending {
  readonly as?: string;
  readonly type?: string;
  readonly about?: string;
}

/** A supplier with declarations, an organisation that assesses, and others. */
export class Handing {
  private constructor(
    readonly on: Register,
    readonly supplierId: string,
    readonly labId: string,
    /** What everyone sends along, by what they are here. */
    readonly tokens: Readonly<Record<string, SignedIn>>,
    readonly as: Readonly<Record<'own' | 'other' | 'lab' | 'registrar', Asking>>,
  ) {}

  static async begin(): Promise<Handing> {
    const on = await register();
    const tokens = {
      own: await signIn('supplier-a'),
      other: await signIn('supplier-b'),
      lab: await signIn('assessor'),
      municipality: await signIn('reporter-gm0363'),
      nobody: { headers: {} } as unknown as SignedIn,
    };
    const supplierId = await aSupplier(on.sql, await organisationOf(on.sql, 'proef-leverancier-a'));
    const [held] = await on.sql<{ id: string }>(
      `select organisation_id as id from membership where subject = 'assessor' and role = 'ASSESSOR' and known_to = 'infinity'`,
    );
    const [own, other, lab, registrar] = ['supplier-a', 'supplier-b', 'assessor', 'registrar'].map((who) =>
      asking(on, who),
    );
    return new Handing(on, supplierId, held!.id, tokens, {
      own: own!,
      other: other!,
      lab: lab!,
      registrar: registrar!,
    });
  }

  async declared(more: { state?: string; level?: string; assessedBy?: string } = {}): Promise<string> {
    const productVersionId = await aProductVersion(this.on.sql, { supplierId: this.supplierId });
    return aDeclaration(this.on.sql, { productVersionId, ...more });
  }

  async send(
    id: string,
    report: string | Buffer,
    { as = 'own', type = 'application/xml', about = ABOUT }: Sending = {},
  ): Promise<Sent> {
    const response = await fetch(`${this.on.url}/declarations/${id}/evidence?${about}`, {
      method: 'POST',
      headers: { 'content-type': type, ...this.tokens[as]!.headers },
      body: report,
    });
    return { status: response.status, body: await response.json() };
  }

  /** As everyone sees it. */
  async evidenceOf(id: string, moment = ''): Promise<any[]> {
    const document = `query ($id: ID!) { node(id: $id${moment}) { ... on ConformanceDeclaration { evidence { ${FIELDS} } } } }`;
    return (await asking(this.on)(document, { id })).node.evidence;
  }
}
