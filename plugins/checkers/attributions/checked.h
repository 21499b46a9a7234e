// What the rules of this checker look at: the scheme, and one annotator's records with who uses whom. Values.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "plugins/checkers/reading/asked.h"
#include "plugins/checkers/reading/findings.h"

namespace attributions {

// Of the project.
struct Rules {
  reading::AskedScheme asked;
  std::set<std::string, std::less<>> entities;  // ids of all
  std::vector<std::string> kinds_with_cue;
  bool mentions = true;
};

struct Use {
  const sayso_frame* frame;
  const sayso_role* role;
};

// Of one annotator's work on an article.
struct Work {
  const sayso_article& article;
  const sayso_annotations& annotations;
  std::unordered_map<const sayso_span*, std::vector<Use>> uses;  // in the order of the frames

  Work(const sayso_article& of, const sayso_annotations& by);
};

// Each rule appends what it finds. Pure.
void find_empty(const Rules& rules, const Work& work, reading::Findings& findings);
void find_missing_roles(const Rules& rules, const Work& work, reading::Findings& findings);
void find_missing_cues(const Rules& rules, const Work& work, reading::Findings& findings);
void find_unused(const Rules& rules, const Work& work, reading::Findings& findings);
void find_dangling(const Rules& rules, const Work& work, reading::Findings& findings);
void find_loops(const Rules& rules, const Work& work, reading::Findings& findings);
void find_wrong_within(const Rules& rules, const Work& work, reading::Findings& findings);
void find_values(const Rules& rules, const Work& work, reading::Findings& findings);  // required ones that are missing, and wrong ones
void find_duplicates(const Rules& rules, const Work& work, reading::Findings& findings);
void find_crossings(const Rules& rules, const Work& work, reading::Findings& findings);

}  // namespace attributions
