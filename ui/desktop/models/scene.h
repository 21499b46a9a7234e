// What the models are made from: borrowed, for the time of one call. No ImGui.
#pragma once

#include <string>
#include <vector>

#include "annotations/session.h"
#include "ui/desktop/models/article_index.h"
#include "ui/desktop/models/article_list.h"
#include "ui/desktop/models/decision_list.h"
#include "ui/desktop/models/grouped.h"
#include "ui/desktop/models/history_index.h"
#include "ui/desktop/models/name_index.h"
#include "ui/desktop/models/problem_list.h"
#include "ui/desktop/models/scheme_facts.h"
#include "ui/desktop/models/suggestion_index.h"
#include "ui/desktop/text_search.h"
#include "ui/desktop/ui_state.h"

namespace sayso::ui {

struct Scene {
  const Session& session;
  const SchemeFacts& facts;
  const UiState& ui;
  const ArticleIndex& index;    // of the open article's state
  const HistoryIndex& history;  // of its groups
  const NameIndex& names;       // of the registry
  const ProblemList& problems;
  const DecisionList& decisions;  // of the open article and the registry
  const ArticleList& articles;
  const SuggestionIndex& suggestions;  // of the open article
  bool checking = false;
  const TextSearch* search = nullptr;  // for what the bar looks for; nullptr: the bar is closed

  const OpenArticle* article() const { return session.article(); }
  const Annotations& state() const { return session.article()->state; }
  const Registry& registry() const { return session.registry(); }
};

// ---- words for things ------------------------------------------------------------------------------

// The entity that a filler of the frame stands for: itself, or its mention's; splits and joins followed. nullptr if none
// is known.
const Entity* entity_of(const Scene& scene, const RecordId& frame, const Target& target);
// The same of a mention.
const Entity* entity_of(const Scene& scene, const RecordId& span);

// "Antony Blinken", or the mention's words in quotation marks.
std::string name_of(const Scene& scene, const RecordId& frame, const Target& target);

// The words of a span, fragments joined by " … ".
std::string words_of(const Span& span);

// The entity that a record means which names this one.
const Entity* entity_meant(const Scene& scene, const RecordId& by, const EntityId& named);

// In quotation marks, unless they begin with one of their own.
std::string quoted(const std::string& words);

// Names of all that fill the role, "" if nothing does.
std::string names_in(const Scene& scene, const Frame& frame, const std::string& role);

// The rank for the colour of a frame's speaker; kNoSpeaker if it has none, or an entity is not known.
std::size_t rank_of(const Scene& scene, const Frame& frame);

// Labels of the required answers that a frame and the spans that begin it still lack, in scheme order.
std::vector<std::string> missing_in(const Scene& scene, const Frame& frame);

// The spans that fill the role, in its order.
std::vector<const Span*> spans_in(const Annotations& state, const Frame& frame, const std::string& role);

}  // namespace sayso::ui
