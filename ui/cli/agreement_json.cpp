#include "ui/cli/agreement_json.h"

#include <algorithm>

namespace sayso::cli {
namespace {

Json to_json(const Figure& figure) {
  Json json = {{"subject", figure.subject}, {"measure", figure.measure}};
  json["value"] = figure.value ? Json(*figure.value) : Json(nullptr);
  if (!figure.why_undefined.empty()) json["why_undefined"] = figure.why_undefined;
  json["items"] = figure.items;
  json["articles"] = figure.articles;
  if (figure.coverage) json["coverage"] = *figure.coverage;
  if (figure.few) json["few"] = true;
  return json;
}

Json to_json(const PairReport& pair, const std::vector<std::string>& measures) {
  Json json;
  if (!pair.a.empty()) json["a"] = pair.a.value, json["b"] = pair.b.value;
  json["articles"] = Json::array();
  for (const ArticleId& id : pair.articles) json["articles"].push_back(id.value);
  json["counts"] = Json::array();
  for (const LayerCount& count : pair.counts)
    json["counts"].push_back({{"layer", count.layer}, {"a", count.a}, {"b", count.b}});
  json["figures"] = Json::array();
  for (const Figure& figure : pair.figures) {
    if (measures.empty() || std::ranges::count(measures, figure.measure))
      json["figures"].push_back(to_json(figure));
  }
  json["chain"] = Json::array();
  for (const ChainStep& step : pair.chain) {
    json["chain"].push_back({{"name", step.name}, {"given", step.given}, {"figure", to_json(step.figure)}});
  }
  if (pair.joint) json["joint"] = to_json(*pair.joint);
  json["undefined"] = Json::array();
  for (const UndefinedItems& items : pair.undefined) {
    json["undefined"].push_back({{"what", items.what}, {"count", items.count}});
  }
  return json;
}

}  // namespace

Json to_json(const AgreementReport& report, const std::vector<std::string>& measures) {
  Json json = {{"layer", report.layer}, {"as_of", report.as_of}, {"match", report.match}};
  json["annotators"] = Json::array();
  for (const AnnotatorId& id : report.annotators) json["annotators"].push_back(id.value);
  json["articles"] = Json::array();
  for (const ArticleId& id : report.articles) json["articles"].push_back(id.value);
  json["pooled"] = to_json(report.pooled, measures);
  json["pairs"] = Json::array();
  for (const PairReport& pair : report.pairs) json["pairs"].push_back(to_json(pair, measures));
  json["left_out"] = Json::array();
  for (const LeftOut& left : report.left_out) {
    json["left_out"].push_back(
        {{"article", left.article.value}, {"annotator", left.annotator.value}, {"why", left.why}});
  }
  return json;
}

}  // namespace sayso::cli
