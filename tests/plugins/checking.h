// What the tests of the bundled checkers share: one rule over one article, and its fix made and checked again.
#pragma once

#include <doctest/doctest.h>

#include "annotations/edit/update.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

namespace sayso::test {

using Words = std::vector<std::string>;

// An article, what ana says of it, and the project around it, for one rule.
struct Case {
  explicit Case(const std::string& text, const std::string& language = "en") : article(an_article(text)), annotated(article) { article.facts.language = language; }

  Article article;
  Annotated annotated;
  Scheme scheme = attribution_scheme();
  Registry registry;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> settings;

  RecordId on(const std::string& layer, const Words& words, Attributes attributes = {}) { return annotated.on(layer, words, std::move(attributes)); }
  RecordId mention(const std::string& words, const std::string& entity, const std::string& form = "name") {
    return on("mention", {words}, {{"entity", entity}, {"form", form}});
  }
  RecordId frame(Roles roles, Attributes attributes = {}) { return annotated.frame(std::move(roles), std::move(attributes)); }
  void entity(const std::string& id, const std::string& name, const std::string& kind = "person", const std::set<std::string>& aliases = {}) {
    Entity made = an_entity(id, name, aliases);
    made.kind = kind;
    registry.entities.put(std::move(made));
  }

  std::vector<Finding> check(const std::string& rule) {
    CheckOptions options;
    options.rules = {rule};
    options.settings = settings;
    Checkers checkers(built_plugins(), options);
    auto report = checkers.check_article(scheme, registry, article, annotated.get());
    for (const Error& failure : report.failures) FAIL_CHECK(to_text(failure));
    return report.findings;
  }
  // The words at the findings' places.
  Words words(const std::string& rule) {
    const TextIndex index(article.text);
    Words found;
    for (const Finding& finding : check(rule)) {
      for (const auto& at : finding.at) found.emplace_back(index.slice(at));
    }
    return found;
  }
  std::size_t count(const std::string& rule) { return check(rule).size(); }

  // Makes the first fix of the only finding; true when nothing of the rule is left then.
  bool is_settled_by_fix(const std::string& rule, const std::string& title) {
    const auto findings = check(rule);
    REQUIRE(findings.size() == 1);
    REQUIRE_FALSE(findings[0].fixes.empty());
    CHECK(findings[0].fixes[0].title == title);
    for (const Edit& edit : findings[0].fixes[0].edits) {
      const auto done = update(annotated.get(), edit);
      if (!done) FAIL_CHECK(to_text(done.error()));
      if (done) annotated.get() = *done;
    }
    for (const EntityEdit& edit : findings[0].fixes[0].entity_edits) {
      const auto done = update(registry, edit);
      if (!done) FAIL_CHECK(to_text(done.error()));
      if (done) registry = *done;
    }
    return check(rule).empty();
  }
};

}  // namespace sayso::test
