import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const PACKS = ['HIPAA.Security', 'NIST.800.53.R5'] as const;

/** Accepts a finding that cdk-nag's packs for HIPAA and for NIST 800-53 both have, with the control that stands in for it. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  for (const pack of PACKS) Validations.of(construct).acknowledge({ id: `${pack}-${rule}`, reason });
}
