#include "ui/cli/project_items.h"

#include <algorithm>
#include <memory>
#include <set>


namespace sayso::cli {
namespace {

template <class Id>
std::string listed(const std::vector<Id>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < 12; ++i) text += (i ? ", " : "") + ids[i].value;
  if (ids.size() > 12) text += ", …";
  return ids.empty() ? "nobody has annotated yet" : "there are: " + text;
}

// Walks through the articles; kept alive by the function that it becomes.
class Walk {
 public:
  Walk(FileSystem& files, const Project& project, const Wanted& wanted, AsOfThen& then, std::vector<Error>& problems)
      : files_(files), project_(project), then_(then), problems_(problems) {
    project_.folder_names = std::make_shared<FolderNames>();
    for (const AnnotatorId& annotator : project.annotators) {
      if (!wanted.annotators.empty() && !std::ranges::count(wanted.annotators, annotator.value)) continue;
      auto has = articles_of(files, project, annotator);
      if (!has) {
        problems_.push_back(has.error());
        continue;
      }
      std::set<ArticleId> ids;
      for (ArticleId& id : *has) ids.insert(std::move(id));
      annotators_.push_back({annotator, std::move(ids)});
    }
    for (const ArticleId& article : project.articles) {
      const bool named = std::ranges::count(wanted.articles, article.value) > 0;
      if (!wanted.articles.empty() && !named) continue;
      if (!wanted.annotators.empty() && !named && !touched(article)) continue;
      articles_.push_back(article);
    }
  }

  std::optional<ExportItem> next() {
    while (at_ < articles_.size()) {
      const ArticleId& id = articles_[at_++];
      auto loaded = load_article(files_, project_, id);
      if (!loaded) {
        problems_.push_back(loaded.error());
        continue;
      }
      note(loaded->problems);
      ExportItem item{std::move(loaded->article), {}};
      for (const auto& [annotator, has] : annotators_) {
        if (!has.contains(id)) continue;
        auto found = annotations_as_of(files_, project_, annotator, id, then_.as_of);
        if (!found) {
          problems_.push_back(found.error());
          continue;
        }
        note(found->problems);
        if (!found->then) {
          then_.left_out.push_back({id, annotator, found->why_not});
        } else if (!found->then->state.article.empty()) {
          item.annotations.push_back(std::move(found->then->state));
        }
      }
      return item;
    }
    return std::nullopt;
  }

 private:
  bool touched(const ArticleId& article) const {
    return std::ranges::any_of(annotators_, [&](const auto& who) { return who.second.contains(article); });
  }
  void note(const std::vector<Error>& found) {
    problems_.insert(problems_.end(), found.begin(), found.end());
  }

  FileSystem& files_;
  Project project_;  // a copy, with the names that its folders held when the walk began
  AsOfThen& then_;
  std::vector<Error>& problems_;
  std::vector<std::pair<AnnotatorId, std::set<ArticleId>>> annotators_;
  std::vector<ArticleId> articles_;
  std::size_t at_ = 0;
};

}  // namespace

Result<void> check_wanted(const Project& project, const Wanted& wanted) {
  for (const std::string& name : wanted.annotators) {
    if (!std::ranges::count(project.annotators, AnnotatorId(name))) {
      return usage_error("'" + name + "' has annotated nothing here", listed(project.annotators));
    }
  }
  for (const std::string& id : wanted.articles) {
    if (!std::ranges::binary_search(project.articles, ArticleId(id))) {
      return usage_error("there is no article '" + id + "'", listed(project.articles));
    }
  }
  return {};
}

Result<AsOfThen> as_of_then(FileSystem& files, const Project& project, const Wanted& wanted, const std::string& text) {
  auto as_of = as_of_from_text(text);
  if (!as_of) return as_of.error();
  std::vector<AnnotatorId> annotators;
  std::vector<ArticleId> articles;
  for (const std::string& name : wanted.annotators) annotators.emplace_back(name);
  for (const std::string& id : wanted.articles) articles.emplace_back(id);
  if (const auto any = check_as_of(files, project, annotators, articles, *as_of); !any) return any.error();
  return AsOfThen{std::move(as_of).value(), {}};
}

void tell_left_out(const std::vector<NotThen>& left_out, Output& output) {
  for (const NotThen& each : left_out) {
    output.notice("not counted: " + each.article.value + " of " + each.annotator.value + ": " + each.why);
  }
}

Json to_json(const std::vector<NotThen>& left_out) {
  Json list = Json::array();
  for (const NotThen& each : left_out) {
    list.push_back({{"article", each.article.value}, {"annotator", each.annotator.value}, {"why", each.why}});
  }
  return list;
}

ExportItems project_items(FileSystem& files, const Project& project, const Wanted& wanted, AsOfThen& then,
                          std::vector<Error>& problems) {
  auto walk = std::make_shared<Walk>(files, project, wanted, then, problems);
  return [walk]() -> Result<std::optional<ExportItem>> { return walk->next(); };
}

}  // namespace sayso::cli
