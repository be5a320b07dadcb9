//! A spec in two files, whose codes stand in the second.

use crate::project::Project;

pub(crate) const SPEC: &str = "openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      responses:
        '404': {$ref: 'errors.yaml#/Missing'}
        '409': {$ref: 'errors.yaml#/Locked'}
";

pub(crate) const ERRORS: &str = "Missing:
  description: There is no such order
  content: {application/json: {schema: {$ref: '#/Body/missing'}}}
Locked:
  description: Somebody else works on it
  content: {application/json: {schema: {$ref: '#/Body/locked'}}}
Body:
  missing:
    type: object
    required: [code, message]
    properties: {code: {type: string, enum: [ORDER_NOT_FOUND]}, message: {type: string}}
  locked:
    type: object
    required: [code, message]
    properties: {code: {type: string, enum: [ORDER_LOCKED]}, message: {type: string}}
";

/// Writes both to the root of a project.
pub(crate) fn write(project: &Project) {
    project.write("shop.yaml", SPEC);
    project.write("errors.yaml", ERRORS);
}
