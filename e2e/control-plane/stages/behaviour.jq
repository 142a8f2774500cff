[ .metadata.annotations["simulator.rollcall.dev/behaviour"]?,
  .metadata.labels["simulator.rollcall.dev/behaviour"]?,
  ( .spec.containers[].image // ""
    | split("/") | last | split("@") | first | split(":") | .[1] // ""
    | if test("broken|missing|not-found") then "image-pull-back-off"
      elif test("crash") then "crash-loop"
      elif test("unready") then "never-ready"
      elif test("slow-start") then "slow-start"
      else empty end ),
  ( .metadata.annotations["simulator.rollcall.dev/start-seconds"]? | select(. != null) | "slow-start" ),
  "healthy" ]
| map(select(. != null and . != "slow-stop")) | first
