[ .metadata.annotations["simulator.rollcall.dev/behaviour"]?,
  .metadata.labels["simulator.rollcall.dev/behaviour"]?,
  ( .spec.containers[].image // ""
    | split("/") | last | split("@") | first | split(":") | .[1] // ""
    | if test("broken|missing|not-found") then "broken"
      elif test("crash") then "crash"
      elif test("unready") then "unready"
      else empty end ),
  "healthy" ]
| map(select(. != null)) | first
