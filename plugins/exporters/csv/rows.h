// Annotations as rows: one an attribution, one a span, one another frame. Pure.
#pragma once

#include <string>
#include <vector>

#include "plugins/sdk/sayso_plugin.hpp"

namespace csv {

std::vector<std::string> attribution_columns();
// `missing` counts fillers whose record is not there: their ids stand in the column 'other'.
std::vector<std::string> attribution_row(const sayso_article& article, const sayso_annotations& annotations,
                                         const sayso_frame& frame, const sayso_scheme& scheme,
                                         std::size_t& missing);

std::vector<std::string> span_columns();
std::vector<std::string> span_row(const sayso_article& article, const sayso_annotations& annotations,
                                  const sayso_span& span);

std::vector<std::string> frame_columns();
std::vector<std::string> frame_row(const sayso_article& article, const sayso_annotations& annotations,
                                   const sayso_frame& frame);

std::vector<std::string> entity_columns();
std::vector<std::string> entity_row(const sayso_entity& entity);

std::vector<std::string> article_columns();
std::vector<std::string> article_row(const sayso_article& article);

std::vector<std::string> status_columns();
std::vector<std::string> status_row(const sayso_article& article, const sayso_annotations& annotations);

}  // namespace csv
