// The same small helpdesk in AngularJS 1.8, as Znuny's and SOGo's generation of helpdesks is written: templates with {{…}}, ng-repeat, ng-if, ng-bind, ng-model.
import angular from 'angular';
import {first, play} from './dice.js';

const template = `<section title="{{state.title}}"><h2>{{state.title}} · {{state.order.length}}</h2>
<ul><li ng-repeat="n in state.order track by n">pesan: {{state.texts[n]}} <b ng-if="n % 2">!</b></li></ul>
<div ng-if="state.open">catatan: {{state.note}}<i ng-bind="state.note"></i></div><span ng-repeat="n in tails track by $index">ekor {{$index}} {{state.note}}</span>
<input ng-model="state.field" readonly><select ng-model="state.note"><option ng-repeat="text in state.texts track by $index" value="{{text}}">{{text}}</option></select>
<p ng-show="state.open">4111 1111<span> 1111 1111</span></p><a ng-href="mailto:{{state.note}}" title="{{state.note}}">surel</a></section>`;

const errors: string[] = [];
angular.module('desk', [])
  .factory('$exceptionHandler', () => (error: unknown) => { errors.push(String(error)); })
  .component('desk', {template, controller: ['$scope', function controller(scope: Record<string, unknown>) { scope['state'] = first(); }]});

const app = document.getElementById('app')!;
app.innerHTML = '<desk></desk>';
const injector = angular.bootstrap(app, ['desk'], {strictDi: true});
const scope = angular.element(app.querySelector('section')!).scope();
play(document.querySelector('#kitchen')!, {
  draw(state) { scope.$apply(() => { scope['state'] = {...state}; scope['tails'] = Array.from({length: state.tail}); }); },
  leave() { injector.get('$rootScope').$destroy(); app.replaceChildren(); document.getElementById('portal')!.replaceChildren(); },
}, errors);
