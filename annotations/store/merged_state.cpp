#include "annotations/store/merged_state.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "annotations/edit/update.h"
#include "annotations/store/record_fields.h"

namespace sayso {
namespace {

// A filler that a group took out of a role together with the record that filled it.
struct TakenOut {
  std::size_t place = 0;
  std::string target;
  std::string json;
};

// What one group did to one field.
struct Write {
  std::size_t group = 0;
  std::optional<std::string> value;        // none: taken away
  std::optional<std::string> compared;     // see comparable()
  std::vector<Alternative> alternatives;   // that it left undecided
  std::set<std::string> insists;           // of a role: targets whose attributes it set, so they count as wanted
  std::vector<TakenOut> taken_out;
  RecordKey void_with;                     // takes the attribute of a filler away because this record goes
};

// What all groups did to one record.
struct Log {
  std::vector<std::size_t> touches;   // made or changed it
  std::vector<std::size_t> uses;      // put it into a role
  std::vector<std::size_t> removals;
  std::vector<std::pair<std::size_t, GroupId>> marked;  // touches that left it marked as having withstood a removal
  std::vector<std::pair<std::size_t, std::string>> filled_by;  // of a frame: who ever filled it, and in which group
  std::map<FieldName, std::vector<Write>> fields;
};

// What stands in a field.
struct Settled {
  std::optional<std::string> value;
  std::vector<Alternative> alternatives;
};

std::optional<std::string> compared(const FieldName& field, const std::optional<std::string>& value) {
  if (!value) return std::nullopt;
  return comparable(field, *value);
}

template <class GroupType>
struct RecordsOf;
template <>
struct RecordsOf<Group> { using Type = AnnotationRecords; };
template <>
struct RecordsOf<EntityGroup> { using Type = EntityRecords; };
template <>
struct RecordsOf<CommentGroup> { using Type = CommentRecords; };

}  // namespace

template <class GroupType, class State>
struct MergedStates<GroupType, State>::Inner {
  using Records = typename RecordsOf<GroupType>::Type;

  const std::vector<GroupType>& groups;
  Ancestry ancestry;
  std::map<RecordKey, Log> logs;
  std::vector<std::set<RecordKey>> keys;        // that each group touched, used or removed
  std::vector<std::set<RecordKey>> removed_by;  // the records that each group removed
  std::vector<std::optional<State>> states;     // after each group, where it is needed again

  explicit Inner(const std::vector<GroupType>& all)
      : groups(all), ancestry(links_of(all)), keys(all.size()), removed_by(all.size()), states(all.size()) {
    std::vector<std::size_t> needed(groups.size(), 0);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      for (const std::size_t parent : ancestry.parents(i)) ++needed[parent];
    }
    for (const std::size_t head : ancestry.heads()) ++needed[head];
    for (const std::size_t i : ancestry.order()) {
      const auto& parents = ancestry.parents(i);
      State before = parents.empty() ? State() : parents.size() == 1 ? *states[parents[0]] : merged(parents);
      if (is_join(i)) {
        states[i] = std::move(before);
      } else {
        State after = write(i, std::move(before));
        states[i] = std::move(after);
      }
      // What nobody else goes on from is let go of: a history may be long. Only what follows one group is.
      if (parents.size() == 1 && needed[parents[0]] == 1) states[parents[0]].reset();
    }
  }

  bool is_join(std::size_t i) const {
    return groups[i].kind == GroupKind::join && ancestry.parents(i).size() > 1;
  }

  // States that were let go of are made again from the last one before that is there.
  State state_after(std::size_t group) const {
    std::vector<std::size_t> missing;
    while (!states[group]) {
      missing.push_back(group);
      if (ancestry.parents(group).empty()) break;
      group = ancestry.parents(group)[0];
    }
    State state = states[group] ? *states[group] : State();
    for (auto each = missing.rbegin(); each != missing.rend(); ++each) {
      Records::before(state, groups[*each]);
      state = update_leniently(std::move(state), groups[*each]);
    }
    return state;
  }

  // ---- noting what each group did ----

  State write(std::size_t i, State before) {
    Records::before(before, groups[i]);
    State after = update_leniently(before, groups[i]);
    std::map<RecordKey, std::pair<std::optional<Fields>, std::optional<Fields>>> changes;
    for (const RecordKey& key : Records::touched(groups[i])) {
      auto was = Records::take_apart(before, key), is = Records::take_apart(after, key);
      if (was && !is) removed_by[i].insert(key);
      if (was != is) changes.emplace(key, std::pair(std::move(was), std::move(is)));
    }
    for (const auto& [key, change] : changes) note(i, key, change.first, change.second, after);
    return after;
  }

  void note(std::size_t i, const RecordKey& key, const std::optional<Fields>& was, const std::optional<Fields>& is,
            const State& after) {
    keys[i].insert(key);
    Log& log = logs[key];
    if (!is) {
      log.removals.push_back(i);
      return;
    }
    log.touches.push_back(i);
    if (!is->conflicts.removed.empty()) log.marked.emplace_back(i, is->conflicts.removed);
    std::set<FieldName> names;
    static const Fields kNone;
    const Fields& from = was ? *was : kNone;
    for (const auto* side : {&from, &*is}) {
      for (const auto& [name, json] : side->values) names.insert(name);
    }
    if (!was) {  // made anew: what it had before it was removed and has no more was taken away
      for (const auto& [name, writes] : log.fields) {
        if (std::ranges::any_of(writes, [&](const Write& w) { return ancestry.sees(i, w.group); })) names.insert(name);
      }
    }
    for (const FieldName& name : names) note_field(i, log, name, from, *is, was.has_value());
    note_fillers(i, log, from, *is, after);
  }

  void note_field(std::size_t i, Log& log, const FieldName& name, const Fields& from, const Fields& to, bool was) {
    const auto value_in = [&](const Fields& fields) -> std::optional<std::string> {
      const auto found = fields.values.find(name);
      return found == fields.values.end() ? std::nullopt : std::optional(found->second);
    };
    const auto alternatives_in = [&](const Fields& fields) {
      const auto found = fields.conflicts.fields.find(name.text());
      return found == fields.conflicts.fields.end() ? std::vector<Alternative>() : found->second;
    };
    Write write{i, value_in(to), {}, alternatives_in(to), {}, {}, {}};
    write.compared = compared(name, write.value);
    const auto before = value_in(from);
    if (was && compared(name, before) == write.compared && alternatives_in(from) == write.alternatives) return;
    if (name.is_role() && before) {
      const auto fillers = fillers_in(*before);
      const auto targets = targets_in(*before);
      const auto left = write.value ? targets_in(*write.value) : std::vector<std::string>();
      for (std::size_t place = 0; place < targets.size(); ++place) {
        const bool gone = std::ranges::find(left, targets[place]) == left.end();
        if (gone && removed_by[i].contains(Records::key_of_target(targets[place]))) {
          write.taken_out.push_back({place, targets[place], fillers[place]});
        }
      }
    }
    if (name.is_of_filler() && !write.value) {
      const RecordKey filler = Records::key_of_target(name.parts[2]);
      if (removed_by[i].contains(filler)) write.void_with = filler;
    }
    log.fields[name].push_back(std::move(write));
  }

  // Attributes set on fillers say that the fillers are wanted; new fillers are used.
  void note_fillers(std::size_t i, Log& log, const Fields& from, const Fields& to, const State& after) {
    for (const auto& [name, json] : to.values) {
      if (!name.is_role()) continue;
      const auto targets = targets_in(json);
      const auto old = from.values.find(name);
      const auto had = old == from.values.end() ? std::vector<std::string>() : targets_in(old->second);
      std::set<std::string> insists;
      for (const std::string& target : targets) {
        log.filled_by.emplace_back(i, target);
        const bool is_new = std::ranges::find(had, target) == had.end();
        const RecordKey filler = Records::key_of_target(target);
        if (is_new && Records::take_apart(after, filler)) {
          logs[filler].uses.push_back(i);
          keys[i].insert(filler);
        } else if (!is_new && attributes_differ(name, target, from, to)) {
          insists.insert(target);
        }
      }
      if (insists.empty()) continue;
      auto& writes = log.fields[name];
      if (writes.empty() || writes.back().group != i) {
        Write same{i, json, compared(name, json), {}, {}, {}, {}};
        if (const auto found = to.conflicts.fields.find(name.text()); found != to.conflicts.fields.end()) {
          same.alternatives = found->second;
        }
        writes.push_back(std::move(same));
      }
      writes.back().insists = std::move(insists);
    }
  }

  static bool attributes_differ(const FieldName& role, const std::string& target, const Fields& from, const Fields& to) {
    const auto of_filler = [&](const Fields& fields) {
      std::map<FieldName, std::string> some;
      for (const auto& [name, json] : fields.values) {
        if (name.is_of_filler() && name.parts[1] == role.parts[1] && name.parts[2] == target) some.emplace(name, json);
      }
      return some;
    };
    return of_filler(from) != of_filler(to);
  }

  // ---- what groups amount to; `heads` and all that they have seen ----

  using Heads = std::vector<std::size_t>;

  bool in(const Heads& heads, std::size_t group) const {
    return std::ranges::any_of(heads, [&](std::size_t head) { return ancestry.sees(head, group); });
  }

  std::vector<std::size_t> in(const Heads& heads, const std::vector<std::size_t>& all) const {
    std::vector<std::size_t> some;
    for (const std::size_t each : all) {
      if (in(heads, each)) some.push_back(each);
    }
    return some;
  }

  bool sees_any(const std::vector<std::size_t>& later, std::size_t earlier) const {
    return std::ranges::any_of(later, [&](std::size_t each) { return ancestry.sees(each, earlier); });
  }

  const Log& log_of(const RecordKey& key) const {
    static const Log kEmpty;
    const auto found = logs.find(key);
    return found == logs.end() ? kEmpty : found->second;
  }

  // Those records that `removal` took away together with `key` because they hang on each other.
  std::set<RecordKey> component(const Heads& heads, std::size_t removal, const RecordKey& key) const {
    const auto& removed = removed_by[removal];
    std::map<RecordKey, std::set<RecordKey>> links;
    for (const RecordKey& frame : removed) {
      for (const auto& [group, target] : log_of(frame).filled_by) {
        const RecordKey filler = Records::key_of_target(target);
        if (!removed.contains(filler) || !in(heads, group)) continue;
        links[frame].insert(filler);
        links[filler].insert(frame);
      }
    }
    std::set<RecordKey> found{key};
    std::vector<RecordKey> waiting{key};
    while (!waiting.empty()) {
      const RecordKey next = std::move(waiting.back());
      waiting.pop_back();
      for (const RecordKey& other : links[next]) {
        if (found.insert(other).second) waiting.push_back(other);
      }
    }
    return found;
  }

  std::vector<std::size_t> touches_and_uses(const Heads& heads, const Log& log) const {
    auto all = in(heads, log.touches);
    const auto uses = in(heads, log.uses);
    all.insert(all.end(), uses.begin(), uses.end());
    return all;
  }

  // Did somebody who had not seen the removal work on what it took away, and nobody else remove that?
  bool loses(const Heads& heads, std::size_t removal, const RecordKey& key) const {
    for (const RecordKey& each : component(heads, removal, key)) {
      const Log& log = log_of(each);
      const auto removals = in(heads, log.removals);
      for (const std::size_t touch : touches_and_uses(heads, log)) {
        if (ancestry.sees(removal, touch) || ancestry.sees(touch, removal)) continue;
        const bool removed = std::ranges::any_of(removals, [&](std::size_t other) {
          return ancestry.sees(other, touch) && !ancestry.sees(other, removal);
        });
        if (!removed) return true;
      }
    }
    return false;
  }

  bool is_there(const Heads& heads, const RecordKey& key) const {
    const Log& log = log_of(key);
    const auto touches = in(heads, log.touches);
    if (touches.empty()) return false;
    const auto removals = in(heads, log.removals);
    for (const std::size_t touch : touches_and_uses(heads, log)) {
      if (!sees_any(removals, touch)) return true;
    }
    for (const std::size_t removal : removals) {
      const bool last = std::ranges::none_of(removals, [&](std::size_t other) {
        return other != removal && ancestry.sees(other, removal);
      });
      if (last && !loses(heads, removal, key)) return false;
    }
    return true;
  }

  // The removal that a record which is there has withstood, as far as nobody has looked at it since.
  GroupId withstood(const Heads& heads, const RecordKey& key) const {
    const Log& log = log_of(key);
    const auto touches = in(heads, log.touches);
    GroupId first;
    const auto take = [&](const GroupId& id) {
      if (first.empty() || id < first) first = id;
    };
    for (const std::size_t removal : in(heads, log.removals)) {
      if (!sees_any_other(touches, removal)) take(groups[removal].id);
    }
    for (const auto& [touch, removal] : log.marked) {
      if (in(heads, touch) && !sees_any_other(touches, touch)) take(removal);
    }
    return first;
  }

  bool sees_any_other(const std::vector<std::size_t>& later, std::size_t earlier) const {
    return std::ranges::any_of(later,
                               [&](std::size_t each) { return each != earlier && ancestry.sees(each, earlier); });
  }

  // A role's list as it is when removals of its fillers lose.
  void put_back(const Heads& heads, const FieldName& name, Write& write) const {
    if (write.taken_out.empty()) return;
    for (const TakenOut& out : write.taken_out) {
      if (is_there(heads, Records::key_of_target(out.target))) {
        write.value = with_filler(write.value, out.place, out.json);
      }
    }
    write.compared = compared(name, write.value);
  }

  Settled settled(const Heads& heads, const FieldName& name, const std::vector<Write>& all) const {
    std::vector<Write> writes;
    for (const Write& each : all) {
      if (!in(heads, each.group)) continue;
      if (!each.void_with.empty() && is_there(heads, each.void_with)) continue;
      writes.push_back(each);
      put_back(heads, name, writes.back());
    }
    std::vector<const Write*> last;
    for (const Write& each : writes) {
      const bool overtaken = std::ranges::any_of(writes, [&](const Write& other) {
        return other.group != each.group && ancestry.sees(other.group, each.group);
      });
      if (!overtaken) last.push_back(&each);
    }
    if (last.empty()) return {};
    std::vector<const Write*> changed;
    for (const Write* each : last) {
      const bool gives_way = std::ranges::any_of(last, [&](const Write* other) {
        return other->compared != each->compared && only_put_back(writes, *each, *other) && !insists_on(*each, *other);
      });
      if (!gives_way) changed.push_back(each);
    }
    return decide(name, changed.empty() ? last : changed);
  }

  // Did `write` leave the field as both it and `other` had seen it?
  bool only_put_back(const std::vector<Write>& writes, const Write& write, const Write& other) const {
    std::vector<const Write*> seen;
    for (const Write& each : writes) {
      if (each.group != write.group && each.group != other.group && ancestry.sees(write.group, each.group) &&
          ancestry.sees(other.group, each.group)) {
        seen.push_back(&each);
      }
    }
    const Write* base = nullptr;
    for (const Write* each : seen) {
      const bool overtaken = std::ranges::any_of(seen, [&](const Write* later) {
        return later != each && ancestry.sees(later->group, each->group);
      });
      if (overtaken) continue;
      if (base) return false;
      base = each;
    }
    if (!base) return !write.compared;
    return base->alternatives.empty() && base->compared == write.compared;
  }

  static bool insists_on(const Write& write, const Write& other) {
    if (write.insists.empty()) return false;
    const auto targets = other.value ? targets_in(*other.value) : std::vector<std::string>();
    return std::ranges::any_of(write.insists, [&](const std::string& target) {
      return std::ranges::find(targets, target) == targets.end();
    });
  }

  Settled decide(const FieldName& name, const std::vector<const Write*>& writes) const {
    if (writes.size() == 1) return {writes[0]->value, writes[0]->alternatives};
    std::vector<Alternative> all;
    for (const Write* write : writes) {
      if (!write->alternatives.empty()) {
        all.insert(all.end(), write->alternatives.begin(), write->alternatives.end());
      } else {
        std::optional<RawJson> value;
        if (write->value) value = RawJson{*write->value};
        all.push_back({value, groups[write->group].id});
      }
    }
    std::ranges::stable_sort(all, {}, &Alternative::group);
    std::vector<Alternative> different;
    std::set<std::optional<std::string>> values;
    for (Alternative& each : all) {
      if (values.insert(each.value ? compared(name, each.value->source) : std::nullopt).second) {
        different.push_back(std::move(each));
      }
    }
    Settled result;
    if (different[0].value) result.value = different[0].value->source;
    if (different.size() > 1) result.alternatives = std::move(different);
    return result;
  }

  Fields fields(const Heads& heads, const RecordKey& key) const {
    Fields fields;
    for (const auto& [name, writes] : log_of(key).fields) {
      Settled value = settled(heads, name, writes);
      if (value.value) fields.values[name] = std::move(*value.value);
      if (!value.alternatives.empty()) fields.conflicts.fields[name.text()] = std::move(value.alternatives);
    }
    fields.conflicts.removed = withstood(heads, key);
    return fields;
  }

  // Begins with what the first of the heads had and looks again at everything that others did.
  State merged(const Heads& heads) const {
    State state = *states[heads[0]];
    std::set<RecordKey> again;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (!in(heads, i) || ancestry.sees(heads[0], i)) continue;
      again.insert(keys[i].begin(), keys[i].end());
    }
    // A removal may win or lose as a whole by what was done to one record of it.
    std::vector<RecordKey> waiting(again.begin(), again.end());
    while (!waiting.empty()) {
      const RecordKey key = std::move(waiting.back());
      waiting.pop_back();
      for (const std::size_t removal : in(heads, log_of(key).removals)) {
        for (const RecordKey& other : keys[removal]) {
          if (again.insert(other).second) waiting.push_back(other);
        }
      }
    }
    for (const RecordKey& key : again) {
      if (Records::always_there(key) || is_there(heads, key)) {
        Records::put(state, key, fields(heads, key));
      } else {
        Records::remove(state, key);
      }
    }
    Records::set_rules(state, last_rules(heads));
    return state;
  }

  // Of the groups that nobody but joins has seen, the rules of the one with the greatest id.
  std::string last_rules(const Heads& heads) const {
    std::set<std::size_t> last, met;
    Heads waiting = heads;
    while (!waiting.empty()) {
      const std::size_t group = waiting.back();
      waiting.pop_back();
      if (!met.insert(group).second) continue;
      if (is_join(group)) {
        const auto& parents = ancestry.parents(group);
        waiting.insert(waiting.end(), parents.begin(), parents.end());
      } else {
        last.insert(group);
      }
    }
    const GroupType* newest = nullptr;
    for (const std::size_t each : last) {
      const bool seen = std::ranges::any_of(last, [&](std::size_t other) { return other != each && ancestry.sees(other, each); });
      if (!seen && (!newest || groups[each].id > newest->id)) newest = &groups[each];
    }
    return newest ? newest->rules : std::string();
  }
};

template <class GroupType, class State>
MergedStates<GroupType, State>::MergedStates(const std::vector<GroupType>& groups) : inner_(std::make_unique<Inner>(groups)) {}

template <class GroupType, class State>
MergedStates<GroupType, State>::~MergedStates() = default;

template <class GroupType, class State>
const Ancestry& MergedStates<GroupType, State>::ancestry() const {
  return inner_->ancestry;
}

template <class GroupType, class State>
State MergedStates<GroupType, State>::all() const {
  const auto& heads = inner_->ancestry.heads();
  if (heads.empty()) return {};
  return heads.size() == 1 ? *inner_->states[heads[0]] : inner_->merged(heads);
}

template <class GroupType, class State>
State MergedStates<GroupType, State>::after(std::size_t group) const {
  return inner_->state_after(group);
}

template class MergedStates<Group, Annotations>;
template class MergedStates<EntityGroup, Registry>;
template class MergedStates<CommentGroup, Comments>;

}  // namespace sayso
