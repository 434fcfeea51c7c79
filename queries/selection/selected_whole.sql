-- One row for who sees every store and none for others: what cannot be told apart by store is theirs alone.
select
  1 as whole
where reg_holds($scope, '*')
