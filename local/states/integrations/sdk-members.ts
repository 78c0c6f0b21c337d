import type { Json, JsonObject } from '../definition/definition.ts';

/**
 * A service's reply as an SDK integration gives it: every member is spelled large, and a moment is text.
 *
 * @param moments are the members, spelled large, that the service tells in seconds since the epoch.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function sdkResult(value: Json, moments: ReadonlySet<string>): Json {
  if (Array.isArray(value)) return value.map((item) => sdkResult(item, moments));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      const name = sdkMember(member);
      const isMoment = moments.has(name) && typeof inner === 'number';
      return [name, isMoment ? new Date(inner * 1_000).toISOString() : sdkResult(inner, moments)];
    }),
  );
}

/** How a task spells a member that its service spells small. */
export function sdkMember(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** How the other spells it: a task's parameters, for a service that spells its members small. */
export function serviceMembers(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}
