/** The state of the scheme editor: a draft whose parts keep a key of their own, so that rows can move while they are written. */
import {
  type DraftAspect,
  type DraftCriterion,
  type DraftModule,
  type DraftSubCriterion,
  EMPTY_ASPECT,
  type SchemeDraft,
} from "#app/domain/marking/scheme-draft.ts";

type Keyed<Part> = Part & { readonly key: number };
export type EditedModule = Keyed<DraftModule>;
export type EditedAspect = Keyed<DraftAspect>;
export type EditedSubCriterion = Keyed<Omit<DraftSubCriterion, "aspects">> & { readonly aspects: readonly EditedAspect[] };
/** Its module is named by that one's key: a module that moves takes its criteria along. */
export type EditedCriterion = Keyed<Omit<DraftCriterion, "module" | "subCriteria">> & {
  readonly module: number | null;
  readonly subCriteria: readonly EditedSubCriterion[];
};
type Content = { readonly modules: readonly EditedModule[]; readonly criteria: readonly EditedCriterion[] };
export type EditorState = Content & {
  readonly nextKey: number;
  /** What was there before the last removal; null when there is nothing to take back. */
  readonly before: Content | null;
  readonly isChanged: boolean;
  /** The part that was added last: it takes the focus. */
  readonly added: number | null;
};

export type EditorAct =
  | { readonly act: "add-module" }
  | { readonly act: "set-module"; readonly key: number; readonly to: Partial<DraftModule> }
  | { readonly act: "add-criterion" }
  | { readonly act: "set-criterion"; readonly key: number; readonly to: { name?: string; module?: number | null } }
  | { readonly act: "add-sub-criterion"; readonly criterion: number }
  | { readonly act: "set-sub-criterion"; readonly key: number; readonly to: { name?: string; day?: string } }
  /** Behind one of its aspects, or at its end. */
  | { readonly act: "add-aspect"; readonly subCriterion: number; readonly behind: number | null }
  | { readonly act: "set-aspect"; readonly key: number; readonly to: Partial<DraftAspect> }
  /** Any part, among its own kind in the part above it. */
  | { readonly act: "move"; readonly key: number; readonly by: 1 | -1 }
  | { readonly act: "remove"; readonly key: number }
  | { readonly act: "take-back" };

export function openEditor(draft: SchemeDraft): EditorState {
  let nextKey = 1;
  const key = (): number => nextKey++;
  const modules = draft.modules.map((module) => ({ ...module, key: key() }));
  const criteria = draft.criteria.map(
    ({ name, module, subCriteria }): EditedCriterion => ({
      key: key(),
      name,
      module: module === null ? null : (modules[module]?.key ?? null),
      subCriteria: subCriteria.map((subCriterion) => ({
        ...subCriterion,
        key: key(),
        aspects: subCriterion.aspects.map((aspect) => ({ ...aspect, key: key() })),
      })),
    }),
  );
  return { modules, criteria, nextKey, before: null, isChanged: false, added: null };
}

/** What is saved. */
export function toSchemeDraft({ modules, criteria }: Content): SchemeDraft {
  return {
    modules: modules.map(({ id, name }) => ({ id, name })),
    criteria: criteria.map(({ name, module, subCriteria }) => {
      const place = modules.findIndex(({ key }) => key === module);
      return {
        name,
        module: place === -1 ? null : place,
        subCriteria: subCriteria.map(({ name: subName, day, aspects }) => ({
          name: subName,
          day,
          aspects: aspects.map(({ key: _key, ...aspect }) => aspect),
        })),
      };
    }),
  };
}

export function reduceEditor(state: EditorState, act: EditorAct): EditorState {
  const next = apply(state, act);
  return next === state ? state : { ...next, isChanged: true };
}

function apply(state: EditorState, act: EditorAct): EditorState {
  const key = state.nextKey;
  const added = { nextKey: key + 2, added: key, before: null };
  switch (act.act) {
    case "add-module": {
      const module = { key, id: findFreeModuleId(state.modules), name: "" };
      // The first module takes in what is there.
      const isFirst = state.modules.length === 0;
      const criteria = isFirst ? state.criteria.map((criterion) => ({ ...criterion, module: key })) : state.criteria;
      return { ...state, ...added, modules: [...state.modules, module], criteria };
    }
    case "set-module":
      return { ...state, added: null, modules: change(state.modules, act.key, act.to) };
    case "add-criterion": {
      const subCriterion = { key: key + 1, name: "", day: "1", aspects: [] };
      const criterion = { key, name: "", module: state.modules.at(-1)?.key ?? null, subCriteria: [subCriterion] };
      return { ...state, ...added, criteria: [...state.criteria, criterion] };
    }
    case "set-criterion":
      return { ...state, added: null, criteria: change(state.criteria, act.key, act.to) };
    case "add-sub-criterion":
      return {
        ...state,
        ...added,
        criteria: state.criteria.map((criterion) => {
          if (criterion.key !== act.criterion) return criterion;
          const day = criterion.subCriteria.at(-1)?.day ?? "1";
          return { ...criterion, subCriteria: [...criterion.subCriteria, { key, name: "", day, aspects: [] }] };
        }),
      };
    case "set-sub-criterion":
      return { ...state, added: null, criteria: withSubCriteria(state.criteria, (subs) => change(subs, act.key, act.to)) };
    case "add-aspect":
      return {
        ...state,
        ...added,
        criteria: withAspects(state.criteria, (aspects, sub) => {
          if (sub.key !== act.subCriterion) return aspects;
          const place = aspects.findIndex((aspect) => aspect.key === act.behind);
          const at = place === -1 ? aspects.length : place + 1;
          // The section of the one before is mostly that of the next.
          const section = aspects[at - 1]?.section ?? "";
          return [...aspects.slice(0, at), { ...EMPTY_ASPECT, key, section }, ...aspects.slice(at)];
        }),
      };
    case "set-aspect":
      return { ...state, added: null, criteria: withAspects(state.criteria, (aspects) => change(aspects, act.key, act.to)) };
    case "move":
      return { ...state, ...everywhere(state, (parts) => move(parts, act.key, act.by)), added: null, before: null };
    case "remove": {
      const { modules, criteria } = state;
      const left = everywhere(state, (parts) => (parts.some((part) => part.key === act.key) ? without(parts, act.key) : parts));
      const ofModule = left.criteria.map((criterion) =>
        criterion.module === act.key ? { ...criterion, module: null } : criterion,
      );
      return { ...state, ...left, criteria: ofModule, before: { modules, criteria }, added: null };
    }
    case "take-back":
      return state.before ? { ...state, ...state.before, before: null, added: null } : state;
  }
}

function findFreeModuleId(modules: readonly DraftModule[]): string {
  let number = modules.length + 1;
  while (modules.some(({ id }) => id === `M${number}`)) number += 1;
  return `M${number}`;
}

type Part = { readonly key: number };

function change<P extends Part>(parts: readonly P[], key: number, to: object): readonly P[] {
  return parts.some((part) => part.key === key) ? parts.map((part) => (part.key === key ? { ...part, ...to } : part)) : parts;
}

function without<P extends Part>(parts: readonly P[], key: number): readonly P[] {
  return parts.filter((part) => part.key !== key);
}

function move<P extends Part>(parts: readonly P[], key: number, by: 1 | -1): readonly P[] {
  const from = parts.findIndex((part) => part.key === key);
  const part = parts[from];
  const to = from + by;
  if (!part || to < 0 || to >= parts.length) return parts;
  const rest = without(parts, key);
  return [...rest.slice(0, to), part, ...rest.slice(to)];
}

/** The same change to every list of parts; what it leaves as it is keeps its identity. */
function everywhere(state: Content, edit: <P extends Part>(parts: readonly P[]) => readonly P[]): Content {
  const criteria = withSubCriteria(withAspects(state.criteria, edit), edit);
  return { modules: edit(state.modules), criteria: edit(criteria) };
}

function withSubCriteria(
  criteria: readonly EditedCriterion[],
  edit: (subCriteria: readonly EditedSubCriterion[]) => readonly EditedSubCriterion[],
): readonly EditedCriterion[] {
  return criteria.map((criterion) => {
    const subCriteria = edit(criterion.subCriteria);
    return subCriteria === criterion.subCriteria ? criterion : { ...criterion, subCriteria };
  });
}

function withAspects(
  criteria: readonly EditedCriterion[],
  edit: (aspects: readonly EditedAspect[], subCriterion: EditedSubCriterion) => readonly EditedAspect[],
): readonly EditedCriterion[] {
  return withSubCriteria(criteria, (subCriteria) => {
    const edited = subCriteria.map((subCriterion) => {
      const aspects = edit(subCriterion.aspects, subCriterion);
      return aspects === subCriterion.aspects ? subCriterion : { ...subCriterion, aspects };
    });
    return edited.every((subCriterion, index) => subCriterion === subCriteria[index]) ? subCriteria : edited;
  });
}
