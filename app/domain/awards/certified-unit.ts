/** Which unit stands on a certificate: a student's school, anyone else's employer; where there is none of these, the other. */

export function findCertifiedUnit(
  group: string,
  { employerId, schoolId }: { readonly employerId: string | null; readonly schoolId: string | null },
): string | null {
  return group === "students" ? (schoolId ?? employerId) : (employerId ?? schoolId);
}
